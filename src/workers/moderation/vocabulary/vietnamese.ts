import { phrasesOf } from './vocabulary.ts';

export const vietnamese = [
  ...phrasesOf({
    family: 'gambling',
    language: 'vi',
    pairs: [
      [
        'nhà cái|casino|cá cược|game bài|nổ hũ|tài xỉu|lô đề|link vào|đăng ký|đăng nhập|trang chủ|tải app',
        'uy tín|trực tuyến|đổi thưởng|online|hàng đầu|số 1|mới nhất|nhà cái|kubet|w88|fun88|bk8|789bet|shbet|jun88|hi88|new88|f8bet|okvip|8xbet|i9bet|sunwin|go88',
      ],
    ],
    strong: `
      nhà cái
      nhà cái uy tín
      nhà cái hàng đầu
      cá cược bóng đá trực tuyến
      cá cược thể thao trực tuyến
      soi kèo
      soi kèo bóng đá
      soi kèo nhà cái
      kèo nhà cái
      tỷ lệ kèo
      tỷ lệ kèo nhà cái
      nổ hũ
      nổ hũ đổi thưởng
      tài xỉu online
      xóc đĩa online
      soi cầu lô đề
      soi cầu miền bắc
      soi cầu xsmb
      dự đoán xsmb
      bắn cá đổi thưởng
      đá gà trực tiếp
      đá gà thomo
      game bài đổi thưởng
      game đổi thưởng
      casino trực tuyến
      khuyến mãi nạp đầu
      tặng tiền cược miễn phí
      đánh bài online
      mậu binh online
      tiến lên miền nam đổi thưởng
      kubet
      789club
      sunwin
      8xbet
      xổ số trực tuyến
      quay hũ
    `,
    offer: `
    bắn cá
      cá cược
      cá độ bóng đá
      cá cược bóng đá
      tài xỉu
      xóc đĩa
      lô đề
      cờ bạc online
      đánh đề
    `,
    topic: `
      cờ bạc
      đánh bạc
      sòng bạc
      cá độ
      xổ số
      vé số
    `,
  }),
  ...phrasesOf({
    family: 'loans',
    language: 'vi',
    strong: `
      vay tiền nhanh
      vay tiền online
      vay tiền nóng
      cho vay nặng lãi online
      làm bằng giả
      làm bằng đại học
      dịch vụ seo
      mua backlink
      việc nhẹ lương cao
      tuyển cộng tác viên online
    `,
    offer: `
      vay tín chấp
      vay tiền
      thuốc cường dương
    `,
    topic: `
      khoản vay
      tín dụng
      lừa đảo
    `,
  }),
];
