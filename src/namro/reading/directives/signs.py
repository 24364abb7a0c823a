"""Signs: the words by which a block or a clause is known for what it is, before anything is read from it.

All but `LABEL` and those that say so are matched in small letters with tones settled.
"""

from __future__ import annotations

import re

LABEL = re.compile(
    r"""
    (?: nội\ dung(?:\ thực\ hiện)?
      | (?P<lead>chủ\ trì
          | (?:cơ\ quan|đơn\ vị|tổ\ chức)\ (?:chủ\ trì|thực\ hiện|đầu\ mối|chịu\ trách\ nhiệm|tham\ mưu)
            (?:\ (?:thực\ hiện|tham\ mưu|triển\ khai))?)
      | (?P<support>(?:cơ\ quan|đơn\ vị)\ (?:phối\ hợp|tham\ gia)(?:\ thực\ hiện)?|phối\ hợp)
      | (?P<due>thời\ (?:gian|hạn)(?:\ (?:thực\ hiện|hoàn\ thành|triển\ khai|trình|báo\ cáo|xong)|,)*
          | tiến\ độ(?:\ (?:thực\ hiện|hoàn\ thành))?|hạn\ hoàn\ thành)
      | (?P<product>(?:sản\ phẩm|kết\ quả)(?:\ (?:dự\ kiến|đầu\ ra|đạt\ được|cần\ đạt))?)
    ) \s*:\s*
    """,
    re.VERBOSE,
)
TIME_SENTENCE = re.compile(
    r"(?:(?:thời (?:gian|hạn)|hạn)(?: (?:thực hiện|hoàn thành|báo cáo|xong|cuối))*|tiến độ(?: thực hiện| hoàn thành)?"
    r"|(?:việc này |nội dung này |các nội dung này )?(?:phải |cần )?hoàn thành(?: xong)?)"
    r"(?: là)?[\s:,]*(?:trước|trong|chậm nhất|muộn nhất|xong|vào|quý|tháng|năm|đến|hoàn thành|ngày|\d)"
)
RECIPIENTS = re.compile(r"n[ơo]i nhận|kính gửi|noi nhan")
GROUNDS = re.compile(
    r"(?:căn cứ|can cứ|căn cử)\s+(?:luật|bộ luật|hiến pháp|nghị|quyết định|thông tư|pháp lệnh|chỉ thị|kết luận"
    r"|công văn|đề nghị|kế hoạch|thông báo|chương trình|văn bản|tờ trình)"
    r"|theo đề nghị của|xét (?:đề nghị|tờ trình|báo cáo)|tiếp theo (?:công điện|công văn|văn bản)"
)
CLOSING = re.compile(
    r"thông báo (?:để|đến|tới)|(?:xin )?thông báo để|biết(?:,| và)? (?:tổ chức |triển khai )?thực hiện"
)
ARTICLE = re.compile(
    r"(?:phê duyệt|ban hành kèm theo|(?:quyết định|nghị quyết|thông tư|chỉ thị|kế hoạch|công điện) này)\b"
)
PRAISE = re.compile(r"(?:ghi nhận|biểu dương|đánh giá cao|hoan nghênh|cảm ơn|chúc mừng|nhiệt liệt|cơ bản đồng tình)")
DECISION = re.compile(
    r"(?:đồng ý|thống nhất (?:với|về|chủ trương|nội dung|đề xuất|kiến nghị|trình)|nhất trí|cho phép áp dụng)"
)
PROHIBITION = re.compile(r"(?:tuyệt đối |nghiêm |kiên quyết )?(?:không|cấm|tránh)\b|nghiêm cấm")
CONDITION = re.compile(
    r"(?:đối với|trường hợp|nếu|khi|để|sau khi|trước khi|trong|trên cơ sở|trên tinh thần|căn cứ|từ|theo|với|nhằm|tại"
    r"|ngoài|bên cạnh|cùng với|hằng|hàng|định kỳ|về|trước|tùy|thông qua|song song|qua|dựa|chậm nhất|ngay)\b"
)
DROPPED = re.compile(
    r"(?:trên cơ sở|trên tinh thần|với tinh thần|căn cứ|theo đó|bên cạnh|ngoài|cùng với|song song|từ|qua"
    r"|trong bối cảnh|trước tình hình)\b"
)
MODIFIED = re.compile(r"(?:đã|được|có quyền|theo|của|việc|cũng như|sự)\s+$")
ORDINAL = re.compile(
    r"(?:(?:Thứ|thứ)\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)"
    r"|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười)\s+là)\s*[,:]\s*"
)
BARE_STATE = re.compile(
    r"(?<!\w)(?:đã\b(?! được| ban hành| đề ra| có| giao| phê duyệt| ký| đăng ký| cam kết)|đang có|chưa đạt|chưa có"
    r"|chưa được (?!giải quyết|cập nhật)|ước đạt"
    r"|còn (?:chậm|thấp|hạn chế|nhiều|một số)"
    r"|tiếp tục (?:có|xu hướng|chuyển biến|đạt|duy trì ổn định)"
    r"|được (?:giữ vững|đẩy mạnh|quan tâm|duy trì|nâng lên|cải thiện|tăng cường|bảo đảm|đảm bảo|triển khai)"
    r"|(?:tăng|giảm|đạt|chiếm|bằng)"
    r" (?:trên |khoảng |hơn |gần |ước |từ |tối thiểu |tối đa |ít nhất |không thấp hơn |không dưới |không quá )?\d"
    r"|là (?:khâu|động lực|nền tảng|trụ cột|hạt nhân|yếu tố|mũi nhọn)(?!\w))"
)
LEADERS = re.compile(
    r"(?:các )?(?:phó )?thủ tướng|tổng bí thư|chủ tịch nước|chính phủ(?! )|ban bí thư|bộ chính trị|quốc hội"
)
TASKS_FOLLOW = re.compile(
    r"(?:nhiệm vụ|giải pháp|công việc|nội dung)[^.;]{0,80}(?:cần|phải|sau|thời gian tới|như sau)"
    r"|(?:yêu cầu|đề nghị|chỉ đạo|kết luận|nhấn mạnh)[^.;]{0,60}(?:như sau|sau đây|thời gian tới)?:$"
)
PEOPLE = re.compile(
    r"(?:cộng đồng|nhân dân|toàn thể|toàn|mọi|nhà|người|bà con|cán bộ|đội ngũ|thành viên|tổ chức"
    r"|nhóm|đại biểu|chủ|ban|đơn vị)\b"
)
LISTING = re.compile(r"các (?:lĩnh vực|nhóm|đối tượng|địa bàn|ngành)(?: sau| như)?\s*:")
HEAD_ALONE = re.compile(
    r"(?<![\w])(?:Bộ|Sở|Ban|Cục|Vụ|Hội|Hiệp hội|Viện|Công ty|Tập đoàn|Ngân hàng|Văn phòng|Quỹ|Đài|Phòng|Ủy ban|Uỷ ban"
    r"|Ủy|Uỷ"
    r"|Liên minh|Liên hiệp|Trung tâm|Tổng công ty|Chi cục|Trường|Công an|Mặt trận)$"
)
NOTE = re.compile(r"\[\d+\]")
ANNEX = re.compile(r"PHỤ LỤC|Phụ lục|---")
NOT_MERGED = re.compile(r"(?:trọng tâm|nhất là|trong đó|đặc biệt|ưu tiên|bao gồm)\b")
TOLD_BY = re.compile(
    r"(?:tại|theo|qua|từ)\s(?:các\s)?(?:báo cáo|thông báo|công văn|văn bản|tờ trình|kết quả|số liệu|thống kê"
    r"|phản ánh|thông tin"
    r"|đánh giá|tổng hợp|kết luận)\b"
)
PRESENT = re.compile(r"(?:tham gia (?:đoàn|buổi|cuộc|hội nghị)|tham dự|cùng dự|dự họp)")
WANTED = re.compile(r"phấn đấu|bảo đảm|đảm bảo|mục tiêu|để|nhằm|hoàn thành")
TOLD = re.compile(r"(?<!\w)(?:đã|được|đang|là|sẽ|chưa|còn)(?!\w)")
REWARD = re.compile(r"biểu dương,? (?:và )?(?:tôn vinh|khen thưởng|nhân rộng|kịp thời)")
BY_OFFICE = re.compile(
    r"(?:theo|căn cứ|trong phạm vi) chức năng(?:,? nhiệm vụ)?(?:,? (?:và )?(?:thẩm quyền|quyền hạn))?"
    r"(?: được giao)?,? "
)
CONCLUDES = re.compile(
    r"(?:kết luận|ý kiến|chỉ đạo|quyết nghị|thông báo|nội dung)(?: chỉ đạo| cụ thể| chính| sau)* (?:như sau|sau)\s*:$"
    r"|kết luận\s*:$"
    r"|^sau khi nghe"
)
IN_PURSUIT = re.compile(
    r"(?:thực hiện|triển khai|chấp hành) (?:nghị quyết|nhiệm vụ được giao|chỉ đạo|ý kiến|kết luận|kế hoạch số)"
)
SINCE = re.compile(r"(?:trong|từ|qua|thời gian)[^,;.:]{0,40}?(?<!\w)(?:đã|đang|sẽ)(?!\w)")
